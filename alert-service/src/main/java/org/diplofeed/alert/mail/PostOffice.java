package org.diplofeed.alert.mail;

import java.io.IOException;

/** Takes letters. */
public interface PostOffice {
    /** Where this service sends no mail: nobody gets any. */
    PostOffice NONE = _ -> {
        throw new IOException("no mail is sent here");
    };

    /**
     * Hands a letter to the mail server and waits until that has it, at most for some seconds.
     *
     * @throws IOException if the server did not take it
     */
    void post(Letter letter) throws IOException;
}
