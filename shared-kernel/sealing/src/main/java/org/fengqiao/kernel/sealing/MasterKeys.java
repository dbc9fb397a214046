package org.fengqiao.kernel.sealing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The master key that wraps now, and the former ones that still unwrap until every key is wrapped anew. */
public final class MasterKeys {

    private final MasterKey current;
    private final Map<String, MasterKey> all = new HashMap<>();

    /**
     * Creates the keys.
     *
     * @param current wraps and unwraps
     * @param former unwrap only
     * @throws IllegalArgumentException if two have the same id
     */
    public MasterKeys(MasterKey current, List<? extends MasterKey> former) {
        this.current = current;
        all.put(current.id(), current);
        for (var key : former) {
            if (all.put(key.id(), key) != null) {
                throw new IllegalArgumentException("two master keys are called " + key.id());
            }
        }
    }

    MasterKey current() {
        return current;
    }

    /** Returns the key of this id; throws {@link UnknownMasterKey} if it is not among them. */
    MasterKey named(String id) {
        var key = all.get(id);
        if (key == null) {
            throw new UnknownMasterKey(id);
        }
        return key;
    }
}
