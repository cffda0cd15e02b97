/**
 * What operators do: kept in the service's database before it is done and after it, never changed, and readable. A
 * service has it with {@code diplofeed.admin=true} and the migrations of {@code db/feed-web}.
 */
@NullMarked
package org.diplofeed.web.audit;

import org.jspecify.annotations.NullMarked;
