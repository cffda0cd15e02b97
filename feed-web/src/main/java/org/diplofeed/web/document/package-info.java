/** What the services' OpenAPI documents have in common. */
@NullMarked
package org.diplofeed.web.document;

import org.jspecify.annotations.NullMarked;
