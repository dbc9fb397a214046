package org.fengqiao.embedded;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The users of brokers that ask who is there, where no operator makes them. */
final class KafkaUsers {

    private static final int SCRAM_ITERATIONS = 4096;

    private KafkaUsers() {}

    /**
     * Gives each user its password, and allows what its rules allow; what was allowed before stays so.
     *
     * @param brokers settings with which the brokers are reached by somebody who may do everything
     * @param passwords the password of each user, by its name
     */
    static void make(Map<String, Object> brokers, List<KafkaUser> users, UnaryOperator<String> passwords)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(brokers)) {
            admin.alterUserScramCredentials(users.stream()
                            .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                                    user.name(),
                                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS),
                                    passwords.apply(user.name())))
                            .toList())
                    .all()
                    .get();
            admin.createAcls(users.stream()
                            .flatMap(user -> user.rules().stream())
                            .toList())
                    .all()
                    .get();
        }
    }
}
