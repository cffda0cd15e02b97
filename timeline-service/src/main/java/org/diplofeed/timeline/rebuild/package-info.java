/**
 * Making the read model anew beside the live one: copied and folded in bulk, caught up, compared, and made live by an
 * operator. Nothing is told meanwhile; what the operator approved is told when it becomes live.
 */
@NullMarked
package org.diplofeed.timeline.rebuild;

import org.jspecify.annotations.NullMarked;
