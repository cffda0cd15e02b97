/**
 * Files of others as events of the feed: who is known elsewhere by another code, what was done there by another word. A
 * {@link org.diplofeed.cli.convert.Conversion} reads one form; {@link org.diplofeed.cli.convert.ConvertedFile} sends
 * what it makes, and defines whom nobody has defined yet.
 */
@NullMarked
package org.diplofeed.cli.convert;

import org.jspecify.annotations.NullMarked;
