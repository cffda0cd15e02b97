/** What operators are told of a database. */
@NullMarked
package org.diplofeed.web.database.answer;

import org.jspecify.annotations.NullMarked;
