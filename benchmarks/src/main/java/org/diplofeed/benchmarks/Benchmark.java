package org.diplofeed.benchmarks;

import java.util.function.Consumer;

/** Something that measures; it starts what it needs and leaves nothing running. */
interface Benchmark {
    /** What it is asked for by. */
    String name();

    /**
     * Measures, within five minutes.
     *
     * @param figures gets each as soon as it is known
     * @throws Exception if what is to be measured does not work, which is no figure
     */
    void run(Workplace place, Consumer<Figure> figures) throws Exception;
}
