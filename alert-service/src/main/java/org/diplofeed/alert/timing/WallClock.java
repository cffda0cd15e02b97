package org.diplofeed.alert.timing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How times of day and zones are read from JSON; they are written as their own text. */
final class WallClock {
    private WallClock() {}

    /** {@code 22:00}. */
    static final class TimeReader extends StdScalarDeserializer<LocalTime> {
        private static final long serialVersionUID = 1L;

        TimeReader() {
            super(LocalTime.class);
        }

        @Override
        public @Nullable LocalTime deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
                return LocalTime.parse(text);
            } catch (DateTimeException _) {
                return (LocalTime) context.handleWeirdStringValue(LocalTime.class, text, "not a time of day");
            }
        }
    }

    /** {@code Europe/Vienna}: a name of the IANA data base, for an offset alone knows no summer time. */
    static final class ZoneReader extends StdScalarDeserializer<ZoneId> {
        private static final long serialVersionUID = 1L;

        ZoneReader() {
            super(ZoneId.class);
        }

        @Override
        public @Nullable ZoneId deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            return ZoneId.getAvailableZoneIds().contains(text)
                    ? ZoneId.of(text)
                    : (ZoneId) context.handleWeirdStringValue(ZoneId.class, text, "not an IANA time zone");
        }
    }
}
