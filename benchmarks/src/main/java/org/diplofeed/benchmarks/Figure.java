package org.diplofeed.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param value in {@code unit}
 * @param baseline what the ratio is to, measured in the same run, in the same unit
 * @param baselineIs what the baseline is, in words
 * @param ratio value divided by baseline
 * @param goal what the value or the ratio is to be, in words
 * @param met whether it is
 */
public record Figure(
        String name,
        double value,
        String unit,
        @Nullable Double baseline,
        @Nullable String baselineIs,
        @Nullable Double ratio,
        String goal,
        boolean met) {

    /** A figure that is to be at most a limit. */
    static Figure atMost(String name, double value, String unit, double baseline, String baselineIs, double limit) {
        return new Figure(
                name,
                value,
                unit,
                baseline,
                baselineIs,
                value / baseline,
                "at most %s %s".formatted(plain(limit), unit),
                value <= limit);
    }

    /** A figure that is to be at most a multiple of its baseline. */
    static Figure atMostTimes(
            String name, double value, String unit, double baseline, String baselineIs, double times) {
        return new Figure(
                name,
                value,
                unit,
                baseline,
                baselineIs,
                value / baseline,
                "at most %s × the baseline".formatted(plain(times)),
                value <= times * baseline);
    }

    /** A figure that is to be at least a multiple of its baseline. */
    static Figure atLeastTimes(
            String name, double value, String unit, double baseline, String baselineIs, double times) {
        return new Figure(
                name,
                value,
                unit,
                baseline,
                baselineIs,
                value / baseline,
                "at least %s × the baseline".formatted(plain(times)),
                value >= times * baseline);
    }

    /** A figure that is to be at least a limit. */
    static Figure atLeast(String name, double value, String unit, double baseline, String baselineIs, double limit) {
        return new Figure(
                name,
                value,
                unit,
                baseline,
                baselineIs,
                value / baseline,
                "at least %s %s".formatted(plain(limit), unit),
                value >= limit);
    }

    /** A figure that has no goal of its own: how it stands to the baseline is what is to be known. */
    static Figure beside(String name, double value, String unit, double baseline, String baselineIs) {
        return new Figure(name, value, unit, baseline, baselineIs, value / baseline, "none, for comparison", true);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
