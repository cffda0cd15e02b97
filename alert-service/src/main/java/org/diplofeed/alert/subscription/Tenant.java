package org.diplofeed.alert.subscription;

import jakarta.enterprise.context.RequestScoped;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose request this is: the organisation that the token names. */
@RequestScoped
public class Tenant {
    private final JsonWebToken token;

    Tenant(JsonWebToken token) {
        this.token = token;
    }

    /**
     * The organisation's id.
     *
     * @throws ProblemException forbidden, if the token names none
     */
    public String id() {
        String organisation = token.getClaim("org");
        if (organisation == null || organisation.isBlank()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token names no organisation (claim org).");
        }
        return organisation;
    }
}
