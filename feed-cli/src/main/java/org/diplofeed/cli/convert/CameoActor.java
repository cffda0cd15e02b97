package org.diplofeed.cli.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a CAMEO actor code means: a state, an organ of it, an international organisation, or a group of people whose
 * line is nobody else's.
 *
 * @param id ISO 3166-1 alpha-3 for a state, dotted for what is of it; {@code cameo.} for those without a country
 * @param side whom it speaks for, and the side that it is of at a meeting
 * @param entities its definition, behind that of the state which it is a part of
 */
record CameoActor(String id, String side, List<Entity> entities) {
    /** Where CAMEO's code is another than ISO 3166's. */
    private static final Map<String, String> ISO3 =
            Map.of("ROM", "ROU", "TMP", "TLS", "WSB", "PSE", "GZS", "PSE", "IMY", "IMN", "ZAR", "COD", "BUR", "MMR");

    private static final Map<String, Entity> ORGANISATIONS = Map.of(
            "UNO", Entity.actor("UN", "IGO", "United Nations"),
            "EEC", Entity.actor("EU", "IGO", "European Union"),
            "NAT", Entity.actor("NATO", "IGO", "NATO"));

    private static final Map<String, String> SECTORS = Map.ofEntries(
            Map.entry("AGR", "agriculture"),
            Map.entry("BUS", "businesses"),
            Map.entry("COP", "police"),
            Map.entry("CRM", "criminals"),
            Map.entry("CVL", "civilians"),
            Map.entry("DEV", "development workers"),
            Map.entry("EDU", "schools and universities"),
            Map.entry("ELI", "elites"),
            Map.entry("ENV", "environmentalists"),
            Map.entry("GOV", "government"),
            Map.entry("HLH", "health workers"),
            Map.entry("HRI", "human rights activists"),
            Map.entry("IGO", "intergovernmental organisations"),
            Map.entry("IMG", "international armed groups"),
            Map.entry("INS", "insurgents"),
            Map.entry("JUD", "courts"),
            Map.entry("LAB", "workers"),
            Map.entry("LEG", "legislature"),
            Map.entry("MED", "media"),
            Map.entry("MIL", "armed forces"),
            Map.entry("MNC", "multinational companies"),
            Map.entry("NGO", "non-governmental organisations"),
            Map.entry("OPP", "opposition"),
            Map.entry("RAD", "radicals"),
            Map.entry("REB", "rebels"),
            Map.entry("REF", "refugees"),
            Map.entry("SEP", "separatists"),
            Map.entry("SET", "settlers"),
            Map.entry("SPY", "intelligence services"),
            Map.entry("UAF", "unidentified armed forces"));

    /** What these say is said for the state. */
    private static final Set<String> ORGANS = Set.of("COP", "GOV", "JUD", "LEG", "MIL", "SPY");

    /**
     * An actor.
     *
     * @param code the whole code; empty: none is named
     * @param country its country or region
     * @param group the international organisation
     * @param sector the first of its role codes
     */
    static Optional<CameoActor> of(String code, String country, String group, String sector) {
        if (code.isBlank()) {
            return Optional.empty();
        }
        var organisation = ORGANISATIONS.get(group);
        if (organisation != null) {
            return Optional.of(of(organisation));
        }
        var iso3 = ISO3.getOrDefault(country, country);
        return Optional.of(
                Countries.name(iso3).map(name -> of(iso3, name, sector)).orElseGet(() -> nowhere(code, sector)));
    }

    private static CameoActor of(Entity entity) {
        return new CameoActor(entity.id(), entity.id(), List.of(entity));
    }

    private static CameoActor of(String iso3, String name, String sector) {
        var state = Entity.actor(iso3, "STATE", name);
        state.definition().put("iso3", iso3);
        if (sector.isBlank()) {
            return of(state);
        }
        boolean organ = ORGANS.contains(sector);
        var part = Entity.actor(iso3 + "." + sector, organ ? "BODY" : "COLLECTIVE", name + ": " + named(sector));
        part.definition().put("partOf", iso3).put("sector", sector);
        if (!organ) {
            part.definition().put("expand", false);
        }
        return new CameoActor(part.id(), organ ? iso3 : part.id(), List.of(state, part));
    }

    private static CameoActor nowhere(String code, String sector) {
        var collective = Entity.actor(
                "cameo." + code,
                "COLLECTIVE",
                code.equals(sector) ? named(sector) + ", no country named" : "CAMEO " + code);
        collective.definition().put("expand", false);
        if (code.matches("[A-Z0-9]{3,30}")) {
            collective.definition().put("cameo", code);
        }
        return of(collective);
    }

    private static String named(String sector) {
        return SECTORS.getOrDefault(sector, sector);
    }
}
