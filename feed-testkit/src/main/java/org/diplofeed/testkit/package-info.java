/**
 * What tests share: {@link TestBroker} and {@link TestDatabase}, one real broker and one real Postgres per JVM, started
 * when first asked for. They run in and beside the test's JVM by default, and in containers with the system property
 * {@code diplofeed.test.infrastructure=containers}.
 */
@NullMarked
package org.diplofeed.testkit;

import org.jspecify.annotations.NullMarked;
