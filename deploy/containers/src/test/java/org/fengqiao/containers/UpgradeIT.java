package org.fengqiao.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.fengqiao.containers.ContainerStack.Layout;

/**
 * An upgrade of all services from the images before these while people register: who follows new events goes first, and
 * of each that answers calls one instance is always there.
 */
@ExtendWith(Progress.class)
class UpgradeIT {

    private static ContainerStack stack;
    private static Registrations registrations;

    @BeforeAll
    static void start() throws Exception {
        Images.require();
        stack = new ContainerStack(new Layout(Images.previous(), 1, false));
        stack.start();
        stack.addInstance("intake", 2);
        registrations = new Registrations(stack);
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void theServicesAreUpgradedUnderLoad() throws Exception {
        try (var _ = registrations.going(List.of("intake", "intake-2"))) {
            for (var instance : List.of("analytics", "petition", "mediation", "routing", "intake", "intake-2")) {
                var before = stack.part(instance).now().getImageId();
                stack.upgrade(instance, Images.LATEST);
                assertThat(stack.part(instance).now().getImageId()).as(instance).isNotEqualTo(before);
                registrations.register(List.of("intake", "intake-2"));
            }
        }
        new Invariants(stack, registrations).hold();
    }
}
