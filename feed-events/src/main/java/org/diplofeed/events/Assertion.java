package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a statement asserts, as an editor coded it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = UnrecognizedAssertion.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = PositionAssertion.class, name = "POSITION"),
    @JsonSubTypes.Type(value = FactAssertion.class, name = "FACT")
})
public sealed interface Assertion permits PositionAssertion, FactAssertion, UnrecognizedAssertion {}
