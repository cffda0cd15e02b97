/**
 * The {@code feed} command: what people type, and what it prints. {@link Feed} is where it starts; what a command does
 * is in the packages below.
 */
@NullMarked
package org.diplofeed.cli;

import org.jspecify.annotations.NullMarked;
