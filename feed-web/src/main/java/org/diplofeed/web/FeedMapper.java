package org.diplofeed.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the services write and read JSON as the feed does. */
public class FeedMapper {
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return StrictJson.mapper();
    }
}
