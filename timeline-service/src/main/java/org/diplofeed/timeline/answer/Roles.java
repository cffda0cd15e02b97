package org.diplofeed.timeline.answer;

/** Who may read, by the token's groups. */
final class Roles {
    static final String READER = "reader";
    static final String NEWSROOM = "newsroom";
    static final String OPERATOR = "operator";

    private Roles() {}
}
