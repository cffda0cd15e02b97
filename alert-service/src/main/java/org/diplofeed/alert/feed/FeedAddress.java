package org.diplofeed.alert.feed;

/**
 * Where a subscription's feeds are: whoever knows it can read them. Shown once.
 *
 * @param atom RFC 4287
 * @param json JSON Feed 1.1
 */
record FeedAddress(String atom, String json) {
    static FeedAddress at(String base, String secret) {
        String feed = base + "/v1/feeds/" + secret;
        return new FeedAddress(feed + "/atom.xml", feed + "/feed.json");
    }
}
