package org.fengqiao.intake.filing;

import io.smallrye.mutiny.Uni;

/** Sender of one-time codes to telephones. */
public interface CodeSender {

    /**
     * Sends a message.
     *
     * @param phone a mobile number, as it is dialled
     * @param text what is sent
     * @return fails if it could not be handed on; a message may go astray all the same
     */
    Uni<Void> send(String phone, String text);
}
