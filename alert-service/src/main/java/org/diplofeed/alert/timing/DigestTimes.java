package org.diplofeed.alert.timing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a digest goes out, by the clocks on a newsroom's wall. A time that the change of clocks leaves out is an hour
 * later on that day; one that it has twice is the first of the two.
 *
 * @param zone an IANA time zone
 * @param days empty: every day
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DigestTimes(
        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = WallClock.TimeReader.class)
        LocalTime at,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = WallClock.ZoneReader.class)
        ZoneId zone,

        SortedSet<DayOfWeek> days) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Every day at seven, UTC. */
    public static final DigestTimes DEFAULT = new DigestTimes(LocalTime.of(7, 0), UTC, null);

    private static final int DAYS_TO_LOOK_AT = 9;

    public DigestTimes(LocalTime at, @Nullable ZoneId zone, @Nullable SortedSet<DayOfWeek> days) {
        this.at = requireNonNull(at, "at");
        this.zone = zone == null ? UTC : zone;
        this.days = days == null ? new TreeSet<>() : days;
    }

    /** The first one after this moment. */
    Instant next(Instant after) {
        var today = after.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_TO_LOOK_AT)
                .filter(day -> days.isEmpty() || days.contains(day.getDayOfWeek()))
                .map(day -> day.atTime(at).atZone(zone).toInstant())
                .filter(time -> time.isAfter(after))
                .findFirst()
                .orElseThrow();
    }
}
