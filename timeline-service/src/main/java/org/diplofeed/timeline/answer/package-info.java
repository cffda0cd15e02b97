/**
 * Answers: what may be asked over HTTP, on two clocks, and the queries behind it.
 *
 * <p>The resources translate and stop; {@link ReadModel} runs queries in one snapshot of the database, which also says
 * how far the log had been read. Restricted records are in no answer.
 */
@NullMarked
package org.diplofeed.timeline.answer;

import org.jspecify.annotations.NullMarked;
