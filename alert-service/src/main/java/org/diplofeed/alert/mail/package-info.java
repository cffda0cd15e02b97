/**
 * Alerts by e-mail: how a letter reads ({@link org.diplofeed.alert.mail.LetterWriter}, pure), how it is posted, and how
 * somebody says yes to it or no more.
 */
@NullMarked
package org.diplofeed.alert.mail;

import org.jspecify.annotations.NullMarked;
