package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** An assertion of a newer schema than this reader's; it stands in the statement's document. */
@JsonTypeName("UNRECOGNIZED")
public record UnrecognizedAssertion() implements Assertion {}
