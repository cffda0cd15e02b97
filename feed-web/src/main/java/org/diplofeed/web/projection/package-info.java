/**
 * What operators see of a service that reads the log, and what they do about streams that it could not go on with.
 *
 * <p>The resources are here for every service that has {@link org.diplofeed.web.projection.ProjectionControl}s and says
 * {@code diplofeed.projections=true} in its application.properties.
 */
@NullMarked
package org.diplofeed.web.projection;

import org.jspecify.annotations.NullMarked;
