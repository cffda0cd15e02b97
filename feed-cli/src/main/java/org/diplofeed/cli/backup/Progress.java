package org.diplofeed.cli.backup;

/** How far something has come, for whoever looks at it. */
public interface Progress extends AutoCloseable {
    /** Does not say it. */
    Progress SILENT = (done, of, message) -> {};

    /**
     * Says how far it is.
     *
     * @param done events by now
     * @param of all of them; less than 1 while nobody knows
     * @param message what is being done
     */
    void at(long done, long of, String message);

    /** Says nothing more. */
    @Override
    default void close() {}
}
