/** Tests of imports: forms of files, and a service that breaks off. */
@NullMarked
package org.diplofeed.cli.load;

import org.jspecify.annotations.NullMarked;
