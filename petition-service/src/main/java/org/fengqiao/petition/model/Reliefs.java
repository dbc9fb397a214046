package org.fengqiao.petition.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reliefs of a case, in the order in which they were applied for.
 *
 * @param all the one with number n at place n - 1
 */
public record Reliefs(List<Relief> all) {

    static final Reliefs NONE = new Reliefs(List.of());

    public Reliefs {
        all = List.copyOf(all);
    }

    /** Returns the relief of that number; empty if there is none. */
    public Optional<Relief> find(int relief) {
        return relief >= 1 && relief <= all.size() ? Optional.of(all.get(relief - 1)) : Optional.empty();
    }

    int next() {
        return all.size() + 1;
    }

    Reliefs with(Relief relief) {
        var others = new ArrayList<>(all);
        var place = relief.application().relief() - 1;
        if (place == others.size()) {
            others.add(relief);
        } else {
            others.set(place, relief);
        }
        return new Reliefs(others);
    }
}
