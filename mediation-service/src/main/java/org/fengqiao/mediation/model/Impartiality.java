package org.fengqiao.mediation.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.mediation.model.MediationEvent.ChallengeDecided;
import org.fengqiao.mediation.model.MediationEvent.InterestDisclosed;
import org.fengqiao.mediation.model.MediationEvent.MediatorChallenged;

/**
 * Impartiality of the mediators of one mediation (人民调解法 art. 23, 人民法院在线调解规则 art. 13, 14).
 *
 * @param disclosed interests that mediators disclosed, the earliest first
 * @param pending a challenge that nobody decided yet; null if there is none
 * @param removed mediators whose challenge was upheld
 */
public record Impartiality(
        List<InterestDisclosed> disclosed, @Nullable MediatorChallenged pending, Set<String> removed) {

    static final Impartiality UNQUESTIONED = new Impartiality(List.of(), null, Set.of());

    public Impartiality {
        disclosed = List.copyOf(disclosed);
        removed = Set.copyOf(removed);
    }

    Impartiality with(InterestDisclosed e) {
        return new Impartiality(Stream.concat(disclosed.stream(), Stream.of(e)).toList(), pending, removed);
    }

    Impartiality with(MediatorChallenged e) {
        return new Impartiality(disclosed, e, removed);
    }

    Impartiality with(ChallengeDecided e) {
        if (!e.upheld()) {
            return new Impartiality(disclosed, null, removed);
        }
        var all = new HashSet<>(removed);
        all.add(e.mediator());
        return new Impartiality(disclosed, null, all);
    }

    /** Returns the same under another mediator: a challenge of the one before is of no use any more. */
    Impartiality ofAnother() {
        return new Impartiality(disclosed, null, removed);
    }
}
