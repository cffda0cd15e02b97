package org.diplofeed.testkit;

import org.testcontainers.DockerClientFactory;

/** Where the tests' broker and database run; never guessed, always said by the system property. */
enum Infrastructure {
    EMBEDDED,
    CONTAINERS;

    private static final String PROPERTY = "diplofeed.test.infrastructure";

    /**
     * What was asked for.
     *
     * @throws IllegalStateException when containers were and nothing here can run one: a test fails then, it never
     *     skips
     */
    static Infrastructure chosen() {
        return switch (System.getProperty(PROPERTY, "embedded")) {
            case "embedded" -> EMBEDDED;
            case "containers" -> {
                if (!DockerClientFactory.instance().isDockerAvailable()) {
                    throw new IllegalStateException(PROPERTY
                            + "=containers, but no container engine answers: start Docker or Podman (or set DOCKER_HOST)"
                            + " or run the tests without it");
                }
                yield CONTAINERS;
            }
            case String other -> throw new IllegalStateException(PROPERTY + " is embedded or containers, not " + other);
        };
    }
}
