package org.diplofeed.alert.timing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the day in which a newsroom is not disturbed, as its clocks on the wall have them. {@code to} before
 * {@code from} is on the next day.
 *
 * <p>When clocks go forward over an edge, the edge is the moment of the change; when they go back over it, quiet begins
 * at the first of the two and ends at the second.
 *
 * @param zone an IANA time zone
 * @param days those on which the hours begin; empty: every day
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QuietHours(
        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = WallClock.ZoneReader.class)
        ZoneId zone,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = WallClock.TimeReader.class)
        LocalTime from,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = WallClock.TimeReader.class)
        LocalTime to,

        SortedSet<DayOfWeek> days) {
    public QuietHours(ZoneId zone, LocalTime from, LocalTime to, @Nullable SortedSet<DayOfWeek> days) {
        this.zone = requireNonNull(zone, "zone");
        this.from = requireNonNull(from, "from");
        this.to = requireNonNull(to, "to");
        this.days = days == null ? new TreeSet<>() : days;
    }

    /** When the quiet hours that hold at this moment end; empty when none do. */
    Optional<Instant> endAt(Instant now) {
        var today = now.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(day -> days.isEmpty() || days.contains(day.getDayOfWeek()))
                .filter(day -> !now.isBefore(start(day)) && now.isBefore(end(day)))
                .map(this::end)
                .findFirst();
    }

    private Instant start(LocalDate day) {
        return moment(day.atTime(from), false);
    }

    private Instant end(LocalDate day) {
        return moment((to.isAfter(from) ? day : day.plusDays(1)).atTime(to), true);
    }

    private Instant moment(LocalDateTime local, boolean later) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? rules.getTransition(local).getInstant()
                : local.toInstant(later ? offsets.getLast() : offsets.getFirst());
    }
}
