package org.diplofeed.alert.rehearsal;

/** What came of asking for a rehearsal. */
sealed interface Begun {
    /** It is played from now on. */
    record Started(Rehearsal rehearsal) implements Begun {}

    /** There is no such subscription. */
    record Unknown() implements Begun {}

    /** The subscription is told what happens: nothing is rehearsed to it. */
    record InEarnest() implements Begun {}

    /** The sandbox's target has not agreed, or does not any more. */
    record NotActive() implements Begun {}

    /** Another one is played into that sandbox. */
    record Busy() implements Begun {}
}
