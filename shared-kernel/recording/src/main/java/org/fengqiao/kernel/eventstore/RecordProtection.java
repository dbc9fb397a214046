package org.fengqiao.kernel.eventstore;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.keys.PartnerKeys;
import org.fengqiao.kernel.proof.ChainKey;

/**
 * Protection of the events and messages of a service as they are written: keys that close what is personal, the key
 * that links and marks events, the rules by which partners are told of personal data, and the keys it is enveloped to.
 */
@Singleton
public class RecordProtection {

    /** Answer to whoever writes about a case in which somebody was erased. */
    public static final String TOO_LATE =
            "Somebody of this case was erased: nothing more can be put in words about it.";

    private final KeyRings keys;
    private final ChainKey chainKey;
    private final PartnerRules partnerRules;
    private final PartnerEnvelopes envelopes;

    /** The protection that these give together. */
    public RecordProtection(
            KeyRings keys, ChainKey chainKey, PartnerRules partnerRules, PartnerKeys partnerKeys, ObjectMapper json) {
        this.keys = keys;
        this.chainKey = chainKey;
        this.partnerRules = partnerRules;
        this.envelopes = new PartnerEnvelopes(partnerKeys, partnerRules, keys, json);
    }

    KeyRings keys() {
        return keys;
    }

    ChainKey chainKey() {
        return chainKey;
    }

    PartnerRules partnerRules() {
        return partnerRules;
    }

    PartnerEnvelopes envelopes() {
        return envelopes;
    }
}
