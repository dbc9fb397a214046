package org.fengqiao.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.fengqiao.kernel.proof.CaseProof;
import org.fengqiao.kernel.proof.Verdict;
import org.fengqiao.local.UserError;

/** The verification of the bundle of one case, with nothing but the bundle. */
public final class Bundles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> trustedKeys;

    /** @param trustedKeys ids of the keys the reader trusts; empty to take the bundle's own */
    public Bundles(Set<String> trustedKeys) {
        this.trustedKeys = Set.copyOf(trustedKeys);
    }

    /** Returns what the bundle proves. */
    public Finding verify(String bundle) {
        return switch (CaseProof.verify(bundle, trustedKeys)) {
            case Verdict.Intact(var events, var signed) ->
                new Finding(
                        true,
                        "intact: %d events, the first %d of them under a signed checkpoint%s"
                                .formatted(events, signed, trustedKeys.isEmpty() ? " (by the bundle's own key)" : ""));
            case Verdict.Broken(var kind, var version, var upTo, var eventId) ->
                new Finding(
                        false,
                        "BROKEN: %s, version %s%s"
                                .formatted(
                                        kind,
                                        version == upTo ? version : version + " to " + upTo,
                                        eventId == null ? "" : ", event " + eventId));
            case Verdict.Unproven(var because) -> new Finding(false, "UNPROVEN: " + because);
        };
    }

    /**
     * Returns what the bundle in the file proves.
     *
     * @param file a bundle, or an answer of a service that has one in {@code proof}
     * @throws UserError if it cannot be read
     */
    public Finding verify(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UserError("%s cannot be read.".formatted(file));
        }
        return verify(bundleIn(Files.readString(file)));
    }

    /**
     * Returns the bundle that an answer of a service holds; a bundle is one itself, and what is neither is left for the
     * verifier to say so.
     */
    private static String bundleIn(String text) {
        try {
            var proof = JSON.readTree(text).path("proof");
            return proof.isObject() ? JSON.writeValueAsString(proof) : text;
        } catch (IOException _) {
            return text;
        }
    }
}
