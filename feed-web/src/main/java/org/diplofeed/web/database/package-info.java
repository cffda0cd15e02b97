/** What a fault of the database means to a request. */
@NullMarked
package org.diplofeed.web.database;

import org.jspecify.annotations.NullMarked;
