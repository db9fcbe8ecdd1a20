# Python: signs who is using the product, with nothing but the standard library.
import base64, hashlib, hmac, json, os, time

def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def landed_proof(customer, account=None):
    claims = {"sub": customer, "aud": "PROJECT", "exp": int(time.time()) + 3600}
    if account is not None:
        claims["account"] = account
    head = {"alg": "HS256", "typ": "JWT"}
    text = ".".join(encode(json.dumps(part).encode()) for part in (head, claims))
    secret = os.environ["LANDED_IDENTITY_SECRET"].encode()
    return text + "." + encode(hmac.new(secret, text.encode(), hashlib.sha256).digest())
