package org.diplofeed.events;

/** An assertion of a newer schema than this reader's; it stands in the statement's document. */
public record UnrecognizedAssertion() implements Assertion {}
