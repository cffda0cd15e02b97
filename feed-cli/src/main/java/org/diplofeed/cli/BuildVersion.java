package org.diplofeed.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What was built, as the jar's manifest says. */
final class BuildVersion implements IVersionProvider {
    static String number() {
        return Objects.requireNonNullElse(BuildVersion.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"diplofeed " + number() + " on Java " + Runtime.version()};
    }
}
