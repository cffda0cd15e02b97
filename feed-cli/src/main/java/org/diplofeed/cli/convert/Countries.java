package org.diplofeed.cli.convert;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** States by ISO 3166: those of today by 3166-1 alpha-3, those that are no more by the alpha-3 code that they had. */
final class Countries {
    /** ISO 3166-3 lists these by the codes that they had while they were in 3166-1. */
    private static final Map<String, String> FORMER = Map.of(
            "CS", "CSK",
            "DD", "DDR",
            "SU", "SUN",
            "YD", "YMD",
            "YU", "YUG",
            "ZR", "ZAR");

    private static final Map<String, Locale> BY_ALPHA3 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2).stream()
            .map(alpha2 -> Locale.of("", alpha2))
            .collect(Collectors.toMap(Locale::getISO3Country, Function.identity(), (one, _) -> one));

    private static final Map<String, String> ALPHA3 = BY_ALPHA3.entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getValue().getCountry(), Map.Entry::getKey));

    private Countries() {}

    /** The English name of a state of today. */
    static Optional<String> name(String alpha3) {
        return Optional.ofNullable(BY_ALPHA3.get(alpha3)).map(country -> country.getDisplayCountry(Locale.ENGLISH));
    }

    /** The alpha-3 code of an alpha-2 code. */
    static Optional<String> alpha3(String alpha2) {
        var now = ALPHA3.get(alpha2);
        return Optional.ofNullable(now == null ? FORMER.get(alpha2) : now);
    }
}
