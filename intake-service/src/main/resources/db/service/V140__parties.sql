-- Who is set right is found by what is right from then on; what was made of the digests is known with them.

grant update (made_with) on person to ${service}_service;
