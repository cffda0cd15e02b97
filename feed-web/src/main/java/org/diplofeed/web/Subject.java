package org.diplofeed.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Whom a valid token names. */
public final class Subject {
    private Subject() {}

    /** The subject of an identity; null for nobody. */
    public static @Nullable String of(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return null;
        }
        return identity.getPrincipal() instanceof JsonWebToken token
                ? token.getSubject()
                : identity.getPrincipal().getName();
    }

    /** The subject of a request whose token was looked at; null for nobody, and where it was refused. */
    public static @Nullable String of(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user ? of(user.getSecurityIdentity()) : null;
    }
}
