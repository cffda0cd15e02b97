/** Tests of what the HTTP interfaces share. */
@NullMarked
package org.diplofeed.web;

import org.jspecify.annotations.NullMarked;
