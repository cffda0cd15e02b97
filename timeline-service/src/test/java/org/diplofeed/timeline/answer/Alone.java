package org.diplofeed.timeline.answer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** A service of its own, for tests that change what the others count. */
public class Alone implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(RunningFeed.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
