package org.fengqiao.petition;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.ClaimedCaseAccessCheck;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Access to petitions, by role and place. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "petition"))
@QuarkusTestResource(Tokens.class)
class AccessTest extends ClaimedCaseAccessCheck {

    AccessTest() {
        super("PETITION", "/petitions/{id}", Roles.PETITION_CLERK);
    }

    @Override
    protected Map<String, String> whereItIsListed() {
        return Map.of("/petitions?limit=200", Roles.DISPATCHER);
    }
}
