/** Tests of what faults of the database mean. */
@NullMarked
package org.diplofeed.web.database;

import org.jspecify.annotations.NullMarked;
