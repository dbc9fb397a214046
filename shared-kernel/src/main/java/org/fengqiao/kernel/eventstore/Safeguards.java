package org.fengqiao.kernel.eventstore;

import jakarta.inject.Singleton;

import org.fengqiao.kernel.proof.ChainKey;
import org.fengqiao.kernel.sealing.keeping.Keys;

/** What keeps a service's log from strangers: the keys of whose texts are in it, and the secret that its chain is marked with. */
@Singleton
public class Safeguards {

    private final Keys keys;
    private final ChainKey chainKey;

    /** Both of them. */
    public Safeguards(Keys keys, ChainKey chainKey) {
        this.keys = keys;
        this.chainKey = chainKey;
    }

    Keys keys() {
        return keys;
    }

    ChainKey chainKey() {
        return chainKey;
    }
}
