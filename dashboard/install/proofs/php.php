<?php
// PHP: signs who is using the product, with nothing but the standard library.
function landed_proof(string $customer, ?string $account = null): string {
    $encode = fn(string $data) => rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
    $claims = ['sub' => $customer, 'aud' => 'PROJECT', 'exp' => time() + 3600];
    if ($account !== null) {
        $claims['account'] = $account;
    }
    $head = ['alg' => 'HS256', 'typ' => 'JWT'];
    $text = $encode(json_encode($head)) . '.' . $encode(json_encode($claims));
    $secret = getenv('LANDED_IDENTITY_SECRET');
    return $text . '.' . $encode(hash_hmac('sha256', $text, $secret, true));
}
