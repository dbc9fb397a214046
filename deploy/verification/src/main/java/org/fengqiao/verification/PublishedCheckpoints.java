package org.fengqiao.verification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.proof.CheckpointMessage;

/**
 * The verification of the checkpoints that one service published, in the order of the topic: signed, without a gap,
 * each following the one before.
 */
final class PublishedCheckpoints {

    private final Set<String> trustedKeys;
    private final List<CheckpointMessage> messages = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();

    /** @param trustedKeys ids of the keys the reader trusts; empty to take those the checkpoints name */
    PublishedCheckpoints(Set<String> trustedKeys) {
        this.trustedKeys = Set.copyOf(trustedKeys);
    }

    /** Adds the next one; what is wrong with it, or null if it holds. */
    @Nullable
    String add(CheckpointMessage message) {
        var before = messages.isEmpty() ? null : messages.getLast();
        messages.add(message);
        keys.add(message.keyId());
        if (!trustedKeys.isEmpty() && !trustedKeys.contains(message.keyId())) {
            return "checkpoint %d is signed with %s, which you don't trust"
                    .formatted(message.number(), message.keyId());
        }
        if (!isSigned(message)) {
            return "checkpoint %d is not signed by %s".formatted(message.number(), message.keyId());
        }
        if (message.number() != (before == null ? 1 : before.number() + 1)) {
            return "checkpoint %d follows %s"
                    .formatted(message.number(), before == null ? "none" : Long.toString(before.number()));
        }
        return before == null || message.checkpoint().follows(before.checkpoint(), message.proof())
                ? null
                : "checkpoint %d takes back what checkpoint %d said".formatted(message.number(), before.number());
    }

    private static boolean isSigned(CheckpointMessage message) {
        try {
            return message.checkpoint().isSignedBy(message.verificationKey());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Returns how many were added. */
    int count() {
        return messages.size();
    }

    /** Returns the ids of the keys they are signed with, in the order of their first use. */
    Set<String> keys() {
        return keys;
    }
}
