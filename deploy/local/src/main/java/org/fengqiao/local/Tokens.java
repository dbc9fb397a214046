package org.fengqiao.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs the tokens of people on this machine. In production an OpenID Connect server does this. */
public final class Tokens {

    /** The issuer that the services expect of local tokens. */
    public static final String ISSUER = "https://fengqiao.org/local";

    private final TokenKeys keys;
    private final InstantSource clock;

    /**
     * Signs with these keys.
     *
     * @param clock the real time, also where the services live in a simulated one: tokens expire in real time
     */
    public Tokens(TokenKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A JSON Web Token (RS256) that says who the person is and what they may do, for so long. */
    public String sign(Person person, Duration validFor) {
        var now = clock.instant();
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setSubject(person.subject());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(validFor).getEpochSecond()));
        claims.setStringListClaim("groups", person.roles());
        if (person.unit() != null) {
            claims.setStringClaim("unit", person.unit());
        }
        claims.setStringClaim("district", person.district());
        if (person.street() != null) {
            claims.setStringClaim("street", person.street());
        }
        if (person.community() != null) {
            claims.setStringClaim("community", person.community());
        }
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(keys.privateKey());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException exception) {
            throw new IllegalStateException("A key made for signing does not sign.", exception);
        }
    }
}
