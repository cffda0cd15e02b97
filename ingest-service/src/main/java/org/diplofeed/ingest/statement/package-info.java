/**
 * Statements: whether one may be put on the record. {@link org.diplofeed.ingest.statement.StatementRules} is the rule
 * book and is pure; {@link org.diplofeed.ingest.statement.StatementResource} knows HTTP and holds no rule.
 */
@NullMarked
package org.diplofeed.ingest.statement;

import org.jspecify.annotations.NullMarked;
