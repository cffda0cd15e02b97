package org.diplofeed.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Something that measures; it starts what it needs and leaves nothing running. */
interface Benchmark {
    /** What it is asked for by. */
    String name();

    /**
     * Measures, within five minutes.
     *
     * @param home the checkout, built
     * @param scratch an empty directory of its own
     * @throws Exception if what is to be measured does not work, which is no figure
     */
    List<Figure> run(Path home, Path scratch) throws Exception;
}
