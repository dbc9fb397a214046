package org.fengqiao.kernel.eventstore;

import jakarta.inject.Singleton;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.proof.ChainKey;

/** What keeps a service's log and messages from strangers: the keys of whose texts are in it, the secret that its chain is marked with, and what partners are told. */
@Singleton
public class Safeguards {

    private final KeyRings keys;
    private final ChainKey chainKey;
    private final PartnerRules partnerRules;

    /** All of them. */
    public Safeguards(KeyRings keys, ChainKey chainKey, PartnerRules partnerRules) {
        this.keys = keys;
        this.chainKey = chainKey;
        this.partnerRules = partnerRules;
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
}
