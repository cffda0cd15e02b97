package org.diplofeed.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants of RFC 3339: read whatever their offset, the form that most have by hand, and written. */
final class Rfc3339 {
    private static final String FORM = "0000-00-00T00:00:00Z";
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final int LAST_OF_FOUR_DIGITS = 9_999;
    private static final long DAY = 86_400;

    private Rfc3339() {}

    /** @throws java.time.format.DateTimeParseException if it is none */
    static Instant parse(String text) {
        if (hasTheForm(text)) {
            int hour = number(text, 11, 13);
            int minute = number(text, 14, 16);
            int second = number(text, 17, 19);
            if (hour < 24 && minute < 60 && second < 60) {
                try {
                    var day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
                    return Instant.ofEpochSecond(day.toEpochDay() * DAY + hour * 3_600L + minute * 60L + second);
                } catch (DateTimeException _) {
                    return OffsetDateTime.parse(text).toInstant(); // It says what is wrong.
                }
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    /** In UTC with six fractional digits. */
    static String micros(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_OF_FOUR_DIGITS) {
            return MICROS.format(time);
        }
        var text = new StringBuilder("0000-00-00T00:00:00.000000Z");
        put(text, 4, time.getYear());
        put(text, 7, time.getMonthValue());
        put(text, 10, time.getDayOfMonth());
        put(text, 13, time.getHour());
        put(text, 16, time.getMinute());
        put(text, 19, time.getSecond());
        put(text, 26, time.getNano() / 1_000);
        return text.toString();
    }

    /** Puts a number's digits so that they end before a place. */
    private static void put(StringBuilder text, int end, int number) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            at--;
            text.setCharAt(at, (char) ('0' + rest % 10));
        }
    }

    private static boolean hasTheForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + (text.charAt(i) - '0');
        }
        return number;
    }
}
